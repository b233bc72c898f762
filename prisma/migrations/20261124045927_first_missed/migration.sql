-- AlterTable
ALTER TABLE "deadline" ADD COLUMN     "first_missed" DATE;
