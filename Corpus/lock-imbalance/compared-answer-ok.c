// run: kernel-version=6.1
/*
 * Waiting gives the lock of a timer back and looks the timer up again, which takes the lock if it is still there. Whoever
 * gets another answer than the timer does not have the lock.
 */

#include <linux/bug.h>
#include <linux/spinlock.h>

struct alarm {
	spinlock_t lock;
	int id, armed;
};

struct owner {
	spinlock_t list_lock;
	struct alarm *alarm;
	int running;
};

struct alarm *alarm_find(int id);
int alarm_cancel(struct alarm *alarm);

static struct alarm *alarm_lock(int id)
{
	struct alarm *alarm = alarm_find(id);

	if (!alarm)
		return NULL;
	spin_lock(&alarm->lock);
	if (alarm->id == id)
		return alarm;
	spin_unlock(&alarm->lock);
	return NULL;
}

static struct alarm *alarm_wait(struct alarm *alarm)
{
	int id = alarm->id;

	spin_unlock(&alarm->lock);
	return alarm_lock(id);
}

static void alarm_delete_ok(struct alarm *alarm)
{
	spin_lock(&alarm->lock);
	while (alarm_cancel(alarm) < 0) {
		if (WARN_ON(alarm_wait(alarm) != alarm))
			return;
	}
	alarm->armed = 0;
	spin_unlock(&alarm->lock);
}

void owner_exit(struct owner *owner)
{
	spin_lock(&owner->list_lock);
	owner->running = 0;
	spin_unlock(&owner->list_lock);
	alarm_delete_ok(owner->alarm);
}
