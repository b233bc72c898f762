-- AlterTable
ALTER TABLE "evidence_file" ADD COLUMN     "seq" INTEGER,
ADD COLUMN     "shared" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "evidence_file_seq_at_idx" ON "evidence_file"("seq", "at");
