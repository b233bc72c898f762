-- AlterTable
ALTER TABLE "letter" ADD COLUMN     "bounced_at" TIMESTAMPTZ(3),
ADD COLUMN     "data_hash" TEXT NOT NULL,
ADD COLUMN     "language" TEXT NOT NULL,
ADD COLUMN     "mime" BYTEA,
ADD COLUMN     "policy_digest" TEXT NOT NULL,
ADD COLUMN     "posted_on" DATE,
ADD COLUMN     "print" INTEGER NOT NULL,
ADD COLUMN     "print_job_id" INTEGER,
ADD COLUMN     "provider" TEXT,
ADD COLUMN     "provider_id" TEXT,
ADD COLUMN     "sha256" TEXT;

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "forms" TEXT[],
ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'en',
ADD COLUMN     "texts" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "letter_event" (
    "id" SERIAL NOT NULL,
    "complaint_ref" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "what" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "provider" TEXT,
    "provider_id" TEXT,
    "why" TEXT,

    CONSTRAINT "letter_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bounced_address" (
    "organisation_id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "why" TEXT NOT NULL,

    CONSTRAINT "bounced_address_pkey" PRIMARY KEY ("organisation_id","address")
);

-- CreateTable
CREATE TABLE "print_job" (
    "id" SERIAL NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by" TEXT NOT NULL,
    "posted_on" DATE,
    "posted_by" TEXT,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "print_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "letter_preview" (
    "id" TEXT NOT NULL,
    "complaint_ref" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "letters" JSONB NOT NULL,

    CONSTRAINT "letter_preview_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task" (
    "complaint_ref" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "letter" INTEGER NOT NULL,
    "due" DATE NOT NULL,
    "status" TEXT NOT NULL,
    "done_on" DATE,
    "by" TEXT,
    "text_id" TEXT,
    "recorded_seq" INTEGER NOT NULL,

    CONSTRAINT "task_pkey" PRIMARY KEY ("complaint_ref","number")
);

-- CreateIndex
CREATE INDEX "letter_event_complaint_ref_seq_idx" ON "letter_event"("complaint_ref", "seq");

-- CreateIndex
CREATE INDEX "letter_event_what_at_idx" ON "letter_event"("what", "at");

-- CreateIndex
CREATE INDEX "print_job_posted_on_told_at_idx" ON "print_job"("posted_on", "told_at");

-- CreateIndex
CREATE UNIQUE INDEX "print_job_organisation_id_day_key" ON "print_job"("organisation_id", "day");

-- CreateIndex
CREATE INDEX "letter_preview_at_idx" ON "letter_preview"("at");

-- CreateIndex
CREATE INDEX "task_status_due_idx" ON "task"("status", "due");

-- CreateIndex
CREATE INDEX "letter_status_claimed_at_idx" ON "letter"("status", "claimed_at");

-- CreateIndex
CREATE INDEX "letter_message_id_idx" ON "letter"("message_id");

-- CreateIndex
CREATE INDEX "letter_provider_id_idx" ON "letter"("provider_id");

-- CreateIndex
CREATE INDEX "letter_print_job_id_idx" ON "letter"("print_job_id");

-- AddForeignKey
ALTER TABLE "letter" ADD CONSTRAINT "letter_print_job_id_fkey" FOREIGN KEY ("print_job_id") REFERENCES "print_job"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter_event" ADD CONSTRAINT "letter_event_complaint_ref_seq_fkey" FOREIGN KEY ("complaint_ref", "seq") REFERENCES "letter"("complaint_ref", "seq") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter_preview" ADD CONSTRAINT "letter_preview_complaint_ref_fkey" FOREIGN KEY ("complaint_ref") REFERENCES "complaint"("ref") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_complaint_ref_fkey" FOREIGN KEY ("complaint_ref") REFERENCES "complaint"("ref") ON DELETE CASCADE ON UPDATE CASCADE;
