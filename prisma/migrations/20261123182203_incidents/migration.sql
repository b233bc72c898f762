-- DropIndex
DROP INDEX "incident_status_id_idx";

-- AlterTable
ALTER TABLE "deadline" ADD COLUMN     "incident" INTEGER;

-- AlterTable
ALTER TABLE "incident" DROP COLUMN "cursor",
DROP COLUMN "not_told",
DROP COLUMN "status",
DROP COLUMN "told",
DROP COLUMN "total",
ADD COLUMN     "begun_change" INTEGER NOT NULL DEFAULT -1,
ADD COLUMN     "change" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "changed_at" TIMESTAMPTZ(3) NOT NULL,
ADD COLUMN     "changed_by" TEXT NOT NULL,
ADD COLUMN     "kind" TEXT NOT NULL,
ADD COLUMN     "reminded_on" DATE,
ADD COLUMN     "told_change" INTEGER NOT NULL DEFAULT -1;

-- CreateTable
CREATE TABLE "incident_complaint" (
    "incident_id" INTEGER NOT NULL,
    "complaint_ref" TEXT NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,
    "return_on" DATE NOT NULL,
    "end_told_at" TIMESTAMPTZ(3),

    CONSTRAINT "incident_complaint_pkey" PRIMARY KEY ("incident_id","complaint_ref")
);

-- CreateTable
CREATE TABLE "incident_paper" (
    "incident_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "about" TEXT NOT NULL DEFAULT '',
    "change" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "subject" TEXT NOT NULL,
    "markdown" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "incident_paper_pkey" PRIMARY KEY ("incident_id","kind","about","change")
);

-- CreateIndex
CREATE INDEX "incident_complaint_complaint_ref_idx" ON "incident_complaint"("complaint_ref");

-- CreateIndex
CREATE INDEX "deadline_incident_idx" ON "deadline"("incident");

-- AddForeignKey
ALTER TABLE "incident_complaint" ADD CONSTRAINT "incident_complaint_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_complaint" ADD CONSTRAINT "incident_complaint_complaint_ref_fkey" FOREIGN KEY ("complaint_ref") REFERENCES "complaint"("ref") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_paper" ADD CONSTRAINT "incident_paper_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;
