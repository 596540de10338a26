// run: kernel-version=6.1
/*
 * The item only tries for the lock, and queues itself again; a second item takes another lock.
 */

#include <linux/mutex.h>
#include <linux/workqueue.h>

struct link {
	struct mutex lock;
	struct mutex stats_lock;
	struct work_struct retrain;
	struct work_struct stats;
	int speed;
	int samples;
};

static void link_retrain(struct work_struct *work)
{
	struct link *link = container_of(work, struct link, retrain);

	if (!mutex_trylock(&link->lock)) {
		schedule_work(&link->retrain);
		return;
	}
	link->speed = 1;
	mutex_unlock(&link->lock);
}

static void link_stats(struct work_struct *work)
{
	struct link *link = container_of(work, struct link, stats);

	mutex_lock(&link->stats_lock);
	link->samples++;
	mutex_unlock(&link->stats_lock);
}

void link_init(struct link *link)
{
	INIT_WORK(&link->retrain, link_retrain);
	INIT_WORK(&link->stats, link_stats);
}

void link_down_ok(struct link *link)
{
	mutex_lock(&link->lock);
	cancel_work_sync(&link->retrain);
	cancel_work_sync(&link->stats);
	link->speed = 0;
	mutex_unlock(&link->lock);
}
