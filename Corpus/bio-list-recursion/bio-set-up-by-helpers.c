// run: kernel-version=6.1
/*
 * A log that writes a record before each write, and waits for it. One helper makes the bio of the record,
 * another one says who is told of its end.
 */

#include <linux/bio.h>
#include <linux/blkdev.h>
#include <linux/completion.h>
#include <linux/workqueue.h>

struct record_log {
	struct block_device *disk;
	struct completion written;
	struct workqueue_struct *queue;
	struct work_struct work;
	struct bio *first;
};

static void record_end(struct bio *bio)
{
	struct record_log *log = bio->bi_private;

	complete(&log->written);
	bio_put(bio);
}

static void record_tell(struct bio *bio, struct record_log *log)
{
	bio->bi_end_io = record_end;
	bio->bi_private = log;
}

static struct bio *record_new(struct record_log *log)
{
	struct bio *bio = bio_alloc(log->disk, 1, REQ_OP_WRITE, GFP_NOIO);

	record_tell(bio, log);
	return bio;
}

static void record_write(struct record_log *log, struct bio *bio)
{
	struct bio *record = record_new(log);

	submit_bio_noacct(record);
	wait_for_completion(&log->written); // expect: bio-list-recursion confirmed
	bio_set_dev(bio, log->disk);
	submit_bio_noacct(bio);
}

static void log_submit_bio_bad(struct bio *bio)
{
	record_write(bio->bi_bdev->bd_disk->private_data, bio);
}

/* In a worker the record is issued at once. */
static void log_work(struct work_struct *work)
{
	struct record_log *log = container_of(work, struct record_log, work);
	struct bio *record = record_new(log);

	submit_bio_noacct(record);
	wait_for_completion(&log->written);
	submit_bio_noacct(log->first);
}

static void log_submit_bio_ok(struct bio *bio)
{
	struct record_log *log = bio->bi_bdev->bd_disk->private_data;

	log->first = bio;
	queue_work(log->queue, &log->work);
}

static const struct block_device_operations log_ops_bad = {.submit_bio = log_submit_bio_bad};
static const struct block_device_operations log_ops_ok = {.submit_bio = log_submit_bio_ok};

void log_attach(struct gendisk *disk, struct record_log *log, bool deferred)
{
	init_completion(&log->written);
	INIT_WORK(&log->work, log_work);
	disk->private_data = log;
	disk->fops = deferred ? &log_ops_ok : &log_ops_bad;
}
