// run: kernel-version=6.1
/*
 * The timer writes and the task only reads: it has nothing that the timer waits for, and starts again.
 */

#include <linux/seqlock.h>
#include <linux/timer.h>

struct meter {
	seqcount_spinlock_t seq;
	spinlock_t lock;
	struct timer_list sample;
	long low;
	long high;
};

static void meter_sample(struct timer_list *timer)
{
	struct meter *meter = from_timer(meter, timer, sample);

	spin_lock(&meter->lock);
	write_seqcount_begin(&meter->seq);
	meter->low++;
	meter->high++;
	write_seqcount_end(&meter->seq);
	spin_unlock(&meter->lock);
	mod_timer(&meter->sample, jiffies + 10);
}

void meter_init(struct meter *meter)
{
	timer_setup(&meter->sample, meter_sample, 0);
}

long meter_read_ok(struct meter *meter)
{
	long low;

	(void)read_seqcount_begin(&meter->seq);
	low = meter->low;
	return low;
}
