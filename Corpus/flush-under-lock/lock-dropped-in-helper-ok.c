// run: kernel-version=6.1
/*
 * The helper that waits gives its caller's lock back first; and cancelling without waiting is fine.
 */

#include <linux/mutex.h>
#include <linux/workqueue.h>

struct tuner {
	struct mutex lock;
	struct delayed_work scan;
	int channel;
};

static void tuner_scan(struct work_struct *work)
{
	struct tuner *tuner = container_of(to_delayed_work(work), struct tuner, scan);

	mutex_lock(&tuner->lock);
	tuner->channel++;
	mutex_unlock(&tuner->lock);
}

void tuner_init(struct tuner *tuner)
{
	INIT_DELAYED_WORK(&tuner->scan, tuner_scan);
}

static void tuner_halt(struct tuner *tuner)
{
	mutex_unlock(&tuner->lock);
	cancel_delayed_work_sync(&tuner->scan);
	mutex_lock(&tuner->lock);
}

void tuner_set_ok(struct tuner *tuner, int channel)
{
	mutex_lock(&tuner->lock);
	tuner_halt(tuner);
	tuner->channel = channel;
	mutex_unlock(&tuner->lock);
}

void tuner_abort_ok(struct tuner *tuner)
{
	mutex_lock(&tuner->lock);
	cancel_delayed_work(&tuner->scan);
	tuner->channel = 0;
	mutex_unlock(&tuner->lock);
}
