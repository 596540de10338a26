// run: kernel-version=6.1
/*
 * A driver that cancels its work item with the mutex that the item takes.
 *
 * Task 1, the removal, has dev->lock and waits for the item. Task 2, the item, waits for dev->lock.
 */

#include <linux/mutex.h>
#include <linux/workqueue.h>

struct meter {
	struct mutex lock;
	struct work_struct poll;
	int value;
	bool gone;
};

static void meter_poll(struct work_struct *work)
{
	struct meter *meter = container_of(work, struct meter, poll);

	mutex_lock(&meter->lock);
	meter->value++;
	mutex_unlock(&meter->lock);
}

void meter_init(struct meter *meter)
{
	INIT_WORK(&meter->poll, meter_poll);
	schedule_work(&meter->poll);
}

void meter_remove_bad(struct meter *meter)
{
	mutex_lock(&meter->lock);
	meter->gone = true;
	cancel_work_sync(&meter->poll); // expect: flush-under-lock confirmed
	mutex_unlock(&meter->lock);
}

void meter_remove_ok(struct meter *meter)
{
	mutex_lock(&meter->lock);
	meter->gone = true;
	mutex_unlock(&meter->lock);
	cancel_work_sync(&meter->poll);
}
