-- DropForeignKey
ALTER TABLE "action" DROP CONSTRAINT "action_complaint_ref_fkey";

-- AlterTable
ALTER TABLE "complaint" ADD COLUMN     "complex" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "conflicts" TEXT[],
ADD COLUMN     "group_lead" TEXT,
ADD COLUMN     "merged_into" TEXT,
ADD COLUMN     "ombudsman" TEXT,
ADD COLUMN     "risk" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "vulnerable" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "deadline" ADD COLUMN     "done_by" TEXT,
ADD COLUMN     "done_text_id" TEXT,
ADD COLUMN     "entry" INTEGER,
ADD COLUMN     "item" INTEGER,
ADD COLUMN     "kind" TEXT,
ADD COLUMN     "owner" TEXT,
ADD COLUMN     "text_id" TEXT;

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "letters_to" TEXT NOT NULL DEFAULT 'resident',
ADD COLUMN     "representation" TEXT;

-- DropTable
DROP TABLE "action";

-- CreateTable
CREATE TABLE "determination" (
    "complaint_ref" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "ombudsman" TEXT NOT NULL,
    "finding" TEXT NOT NULL,
    "determined_on" DATE NOT NULL,
    "text_id" TEXT NOT NULL,

    CONSTRAINT "determination_pkey" PRIMARY KEY ("complaint_ref","seq","number")
);

-- CreateTable
CREATE TABLE "learning" (
    "complaint_ref" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "root_cause" TEXT NOT NULL,
    "text_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,

    CONSTRAINT "learning_pkey" PRIMARY KEY ("complaint_ref","seq")
);

-- CreateTable
CREATE TABLE "evidence_file" (
    "complaint_ref" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT,

    CONSTRAINT "evidence_file_pkey" PRIMARY KEY ("complaint_ref","number")
);

-- CreateTable
CREATE TABLE "evidence_bytes" (
    "complaint_ref" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "evidence_bytes_pkey" PRIMARY KEY ("complaint_ref","number")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" SERIAL NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "declared_at" TIMESTAMPTZ(3) NOT NULL,
    "declared_by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "return_on" DATE NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,
    "status" TEXT NOT NULL DEFAULT 'running',
    "total" INTEGER,
    "told" INTEGER NOT NULL DEFAULT 0,
    "not_told" INTEGER NOT NULL DEFAULT 0,
    "cursor" TEXT,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "evidence_file_complaint_ref_sha256_key" ON "evidence_file"("complaint_ref", "sha256");

-- CreateIndex
CREATE INDEX "incident_organisation_id_ended_at_idx" ON "incident"("organisation_id", "ended_at");

-- CreateIndex
CREATE INDEX "incident_status_id_idx" ON "incident"("status", "id");

-- CreateIndex
CREATE INDEX "complaint_group_lead_idx" ON "complaint"("group_lead");

-- CreateIndex
CREATE INDEX "deadline_owner_status_idx" ON "deadline"("owner", "status");

-- AddForeignKey
ALTER TABLE "determination" ADD CONSTRAINT "determination_complaint_ref_fkey" FOREIGN KEY ("complaint_ref") REFERENCES "complaint"("ref") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learning" ADD CONSTRAINT "learning_complaint_ref_fkey" FOREIGN KEY ("complaint_ref") REFERENCES "complaint"("ref") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence_file" ADD CONSTRAINT "evidence_file_complaint_ref_fkey" FOREIGN KEY ("complaint_ref") REFERENCES "complaint"("ref") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence_bytes" ADD CONSTRAINT "evidence_bytes_complaint_ref_number_fkey" FOREIGN KEY ("complaint_ref", "number") REFERENCES "evidence_file"("complaint_ref", "number") ON DELETE CASCADE ON UPDATE CASCADE;
