-- CreateTable
CREATE TABLE "complaint_link" (
    "complaint_ref" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "other_ref" TEXT NOT NULL,
    "linked_as" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "complaint_link_pkey" PRIMARY KEY ("complaint_ref","seq")
);

-- CreateTable
CREATE TABLE "relayed_command" (
    "id" SERIAL NOT NULL,
    "from_ref" TEXT NOT NULL,
    "from_seq" INTEGER NOT NULL,
    "to_ref" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "text_id" TEXT,
    "stage" TEXT,
    "approved_by" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "rule" TEXT,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "relayed_command_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "complaint_link_other_ref_idx" ON "complaint_link"("other_ref");

-- CreateIndex
CREATE INDEX "relayed_command_status_id_idx" ON "relayed_command"("status", "id");

-- CreateIndex
CREATE INDEX "relayed_command_to_ref_idx" ON "relayed_command"("to_ref");

-- CreateIndex
CREATE UNIQUE INDEX "relayed_command_from_ref_from_seq_to_ref_key" ON "relayed_command"("from_ref", "from_seq", "to_ref");

-- CreateIndex
CREATE INDEX "complaint_merged_into_idx" ON "complaint"("merged_into");

-- AddForeignKey
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_merged_into_fkey" FOREIGN KEY ("merged_into") REFERENCES "complaint"("ref") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaint_link" ADD CONSTRAINT "complaint_link_complaint_ref_fkey" FOREIGN KEY ("complaint_ref") REFERENCES "complaint"("ref") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaint_link" ADD CONSTRAINT "complaint_link_other_ref_fkey" FOREIGN KEY ("other_ref") REFERENCES "complaint"("ref") ON DELETE CASCADE ON UPDATE CASCADE;
