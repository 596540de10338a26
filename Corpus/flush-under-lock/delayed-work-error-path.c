// run: kernel-version=6.1
/*
 * A charger whose probe cancels its delayed work on an error path, with the lock still held.
 */

#include <linux/mutex.h>
#include <linux/workqueue.h>

struct charger {
	struct mutex lock;
	struct delayed_work check;
	int level;
};

static void charger_check(struct work_struct *work)
{
	struct charger *charger = container_of(to_delayed_work(work), struct charger, check);

	mutex_lock(&charger->lock);
	charger->level--;
	mutex_unlock(&charger->lock);
	schedule_delayed_work(&charger->check, 100);
}

int charger_start_bad(struct charger *charger, int level)
{
	int err = 0;

	INIT_DELAYED_WORK(&charger->check, charger_check);
	schedule_delayed_work(&charger->check, 100);
	mutex_lock(&charger->lock);
	if (level < 0) {
		err = -EINVAL;
		goto fail;
	}
	charger->level = level;
	mutex_unlock(&charger->lock);
	return 0;
fail:
	cancel_delayed_work_sync(&charger->check); // expect: flush-under-lock confirmed
	mutex_unlock(&charger->lock);
	return err;
}
