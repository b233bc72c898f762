-- DropIndex
DROP INDEX "complaint_filed_at_ref_idx";

-- DropIndex
DROP INDEX "complaint_status_due_at_idx";

-- AlterTable
ALTER TABLE "complaint" ADD COLUMN     "organisation_id" TEXT NOT NULL,
ADD COLUMN     "policy_digest" TEXT NOT NULL;

-- AlterTable
ALTER TABLE "staff_member" DROP CONSTRAINT "staff_member_pkey",
ADD COLUMN     "organisation_id" TEXT NOT NULL,
ADD CONSTRAINT "staff_member_pkey" PRIMARY KEY ("organisation_id", "id");

-- CreateTable
CREATE TABLE "policy_version" (
    "digest" TEXT NOT NULL,
    "policy_id" TEXT NOT NULL,
    "series" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "first_used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_version_pkey" PRIMARY KEY ("digest")
);

-- CreateIndex
CREATE INDEX "complaint_organisation_id_status_due_at_idx" ON "complaint"("organisation_id", "status", "due_at");

-- CreateIndex
CREATE INDEX "complaint_organisation_id_filed_at_ref_idx" ON "complaint"("organisation_id", "filed_at", "ref");

-- AddForeignKey
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_policy_digest_fkey" FOREIGN KEY ("policy_digest") REFERENCES "policy_version"("digest") ON DELETE RESTRICT ON UPDATE CASCADE;
