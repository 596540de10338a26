// run: kernel-version=6.1
/*
 * The signaller only tries for the lock, and signals either way; another lock of the waiter's is none
 * that the signaller knows.
 */

#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

struct lamp {
	struct mutex lock;
	struct mutex order;
	struct completion warm;
	struct work_struct work;
	int level;
};

static void lamp_work(struct work_struct *work)
{
	struct lamp *lamp = container_of(work, struct lamp, work);

	if (mutex_trylock(&lamp->lock)) {
		lamp->level++;
		mutex_unlock(&lamp->lock);
	}
	complete(&lamp->warm);
}

void lamp_init(struct lamp *lamp)
{
	INIT_WORK(&lamp->work, lamp_work);
}

void lamp_heat_ok(struct lamp *lamp)
{
	mutex_lock(&lamp->order);
	mutex_lock(&lamp->lock);
	wait_for_completion(&lamp->warm);
	mutex_unlock(&lamp->lock);
	mutex_unlock(&lamp->order);
}
