-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "complaint" (
    "ref" TEXT NOT NULL,
    "policy_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "service_area" TEXT NOT NULL,
    "landlord_matter" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "issue_on" DATE,
    "filed_at" TIMESTAMPTZ(3) NOT NULL,
    "filed_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "stage" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "officer" TEXT,
    "overdue" BOOLEAN NOT NULL DEFAULT false,
    "next_deadline" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "recorded_seq" INTEGER NOT NULL DEFAULT 0,
    "state" JSONB NOT NULL,

    CONSTRAINT "complaint_pkey" PRIMARY KEY ("ref")
);

-- CreateTable
CREATE TABLE "person" (
    "complaint_ref" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "address" TEXT[],
    "preferred_contact" TEXT NOT NULL,
    "adjustments" TEXT[],

    CONSTRAINT "person_pkey" PRIMARY KEY ("complaint_ref")
);

-- CreateTable
CREATE TABLE "point" (
    "complaint_ref" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "words" TEXT NOT NULL,

    CONSTRAINT "point_pkey" PRIMARY KEY ("complaint_ref","number")
);

-- CreateTable
CREATE TABLE "text" (
    "id" TEXT NOT NULL,
    "complaint_ref" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "text_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deadline" (
    "complaint_ref" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "clause" TEXT,
    "counts" JSONB NOT NULL,
    "counted_from" DATE NOT NULL,
    "due" DATE NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "extended_to" DATE,
    "met_on" DATE,
    "status" TEXT NOT NULL,
    "trail" JSONB NOT NULL,
    "recorded_seq" INTEGER NOT NULL,

    CONSTRAINT "deadline_pkey" PRIMARY KEY ("complaint_ref","name","number")
);

-- CreateTable
CREATE TABLE "timeline_entry" (
    "complaint_ref" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "event" TEXT NOT NULL,
    "clause" TEXT,
    "by" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "text_id" TEXT,

    CONSTRAINT "timeline_entry_pkey" PRIMARY KEY ("complaint_ref","seq")
);

-- CreateTable
CREATE TABLE "letter" (
    "complaint_ref" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "addressee" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "recipient" JSONB NOT NULL,
    "subject" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "template" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'made',
    "claimed_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "delivered_at" TIMESTAMPTZ(3),
    "message_id" TEXT,
    "pdf" BYTEA,

    CONSTRAINT "letter_pkey" PRIMARY KEY ("complaint_ref","seq")
);

-- CreateTable
CREATE TABLE "decision" (
    "complaint_ref" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "findings" TEXT[],
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "text_id" TEXT NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("complaint_ref","stage","seq")
);

-- CreateTable
CREATE TABLE "action" (
    "complaint_ref" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "by" DATE NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',

    CONSTRAINT "action_pkey" PRIMARY KEY ("complaint_ref","seq","number")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "key" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "ref" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "status" INTEGER,
    "answer" JSONB,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("scope","key")
);

-- CreateTable
CREATE TABLE "closure" (
    "date" DATE NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "closure_pkey" PRIMARY KEY ("date")
);

-- CreateTable
CREATE TABLE "staff_member" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,

    CONSTRAINT "staff_member_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "complaint_status_due_at_idx" ON "complaint"("status", "due_at");

-- CreateIndex
CREATE INDEX "complaint_officer_status_idx" ON "complaint"("officer", "status");

-- CreateIndex
CREATE INDEX "complaint_filed_at_ref_idx" ON "complaint"("filed_at", "ref");

-- CreateIndex
CREATE INDEX "complaint_started_at_filed_at_idx" ON "complaint"("started_at", "filed_at");

-- CreateIndex
CREATE INDEX "text_complaint_ref_kind_at_idx" ON "text"("complaint_ref", "kind", "at");

-- CreateIndex
CREATE INDEX "deadline_status_due_at_idx" ON "deadline"("status", "due_at");

-- CreateIndex
CREATE INDEX "letter_channel_status_made_at_idx" ON "letter"("channel", "status", "made_at");

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_complaint_ref_fkey" FOREIGN KEY ("complaint_ref") REFERENCES "complaint"("ref") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "point" ADD CONSTRAINT "point_complaint_ref_fkey" FOREIGN KEY ("complaint_ref") REFERENCES "complaint"("ref") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "text" ADD CONSTRAINT "text_complaint_ref_fkey" FOREIGN KEY ("complaint_ref") REFERENCES "complaint"("ref") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deadline" ADD CONSTRAINT "deadline_complaint_ref_fkey" FOREIGN KEY ("complaint_ref") REFERENCES "complaint"("ref") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "timeline_entry" ADD CONSTRAINT "timeline_entry_complaint_ref_fkey" FOREIGN KEY ("complaint_ref") REFERENCES "complaint"("ref") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter" ADD CONSTRAINT "letter_complaint_ref_fkey" FOREIGN KEY ("complaint_ref") REFERENCES "complaint"("ref") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_complaint_ref_fkey" FOREIGN KEY ("complaint_ref") REFERENCES "complaint"("ref") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action" ADD CONSTRAINT "action_complaint_ref_fkey" FOREIGN KEY ("complaint_ref") REFERENCES "complaint"("ref") ON DELETE CASCADE ON UPDATE CASCADE;
