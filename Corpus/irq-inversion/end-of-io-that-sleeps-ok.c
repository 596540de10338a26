// run: kernel-version=6.1
/*
 * The end of an I/O counts in the interrupt. What it has to write in addition it only comes to in a thread,
 * as it takes a mutex there: the lock inside of that is not taken by an interrupt.
 */

#include <linux/bio.h>
#include <linux/blkdev.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>

struct log {
	struct mutex mutex;
	spinlock_t lock;
	int written;
	int is_threaded;
};

static void log_write(struct log *log)
{
	mutex_lock(&log->mutex);
	spin_lock(&log->lock);
	log->written++;
	spin_unlock(&log->lock);
	mutex_unlock(&log->mutex);
}

static void log_end_io(struct bio *bio)
{
	struct log *log = bio->bi_private;

	if (log->is_threaded)
		log_write(log);
}

void log_submit(struct log *log, struct bio *bio)
{
	bio->bi_private = log;
	bio->bi_end_io = log_end_io;
	submit_bio(bio);
}

int log_written_ok(struct log *log)
{
	int written;

	spin_lock(&log->lock);
	written = log->written;
	spin_unlock(&log->lock);
	return written;
}
