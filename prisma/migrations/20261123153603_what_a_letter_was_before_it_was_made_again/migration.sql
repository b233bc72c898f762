-- AlterTable
ALTER TABLE "letter_event" ADD COLUMN     "bytes" BYTEA,
ADD COLUMN     "recipient" JSONB,
ADD COLUMN     "sha256" TEXT;
