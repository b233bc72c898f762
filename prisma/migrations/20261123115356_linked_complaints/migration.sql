-- AlterTable
ALTER TABLE "complaint" ADD COLUMN     "linked_seq" INTEGER;

-- CreateIndex
CREATE UNIQUE INDEX "complaint_linked_to_linked_seq_key" ON "complaint"("linked_to", "linked_seq");

-- AddForeignKey
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_linked_to_fkey" FOREIGN KEY ("linked_to") REFERENCES "complaint"("ref") ON DELETE SET NULL ON UPDATE CASCADE;
