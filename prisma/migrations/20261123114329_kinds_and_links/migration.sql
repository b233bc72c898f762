-- AlterTable
ALTER TABLE "complaint" ADD COLUMN     "anonymous" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "concerns" TEXT[],
ADD COLUMN     "enquiry" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'complaint',
ADD COLUMN     "linked_to" TEXT;

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "representative" JSONB;

-- CreateIndex
CREATE INDEX "complaint_linked_to_idx" ON "complaint"("linked_to");

-- CreateIndex
CREATE INDEX "complaint_kind_filed_at_idx" ON "complaint"("kind", "filed_at");
