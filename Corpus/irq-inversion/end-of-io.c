// run: kernel-version=6.1
/*
 * A target counts its I/O under a lock that the end of the I/O, which comes from an interrupt, takes
 * too; its work item forgets that.
 */

#include <linux/bio.h>
#include <linux/blkdev.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

struct counter {
	spinlock_t lock;
	struct work_struct report;
	int pending;
	int reported;
};

static void counter_end_io(struct bio *bio)
{
	struct counter *counter = bio->bi_private;
	unsigned long flags;

	spin_lock_irqsave(&counter->lock, flags);
	counter->pending--;
	spin_unlock_irqrestore(&counter->lock, flags);
}

static void counter_report_bad(struct work_struct *work)
{
	struct counter *counter = container_of(work, struct counter, report);

	spin_lock(&counter->lock); // expect: irq-inversion confirmed
	counter->reported = counter->pending;
	spin_unlock(&counter->lock);
}

void counter_init(struct counter *counter)
{
	INIT_WORK(&counter->report, counter_report_bad);
}

void counter_submit_ok(struct counter *counter, struct bio *bio)
{
	spin_lock_irq(&counter->lock);
	counter->pending++;
	spin_unlock_irq(&counter->lock);
	bio->bi_private = counter;
	bio->bi_end_io = counter_end_io;
	submit_bio(bio);
}
