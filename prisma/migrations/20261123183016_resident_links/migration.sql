-- CreateTable
CREATE TABLE "resident_link" (
    "hash" TEXT NOT NULL,
    "complaint_ref" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "resident_link_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "resident_link_complaint_ref_seq_key" ON "resident_link"("complaint_ref", "seq");

-- AddForeignKey
ALTER TABLE "resident_link" ADD CONSTRAINT "resident_link_complaint_ref_fkey" FOREIGN KEY ("complaint_ref") REFERENCES "complaint"("ref") ON DELETE CASCADE ON UPDATE CASCADE;
