// run: kernel-version=6.1
/*
 * A watchdog whose timer function takes a mutex, by way of a helper; the work item may.
 */

#include <linux/mutex.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

struct watchdog {
	struct timer_list timer;
	struct work_struct work;
	struct mutex lock;
	int missed;
};

static void watchdog_account(struct watchdog *dog)
{
	mutex_lock(&dog->lock);
	dog->missed++;
	mutex_unlock(&dog->lock);
}

static void watchdog_expired_bad(struct timer_list *timer)
{
	struct watchdog *dog = from_timer(dog, timer, timer);

	watchdog_account(dog); // expect: sleep-in-atomic confirmed
}

static void watchdog_work_ok(struct work_struct *work)
{
	watchdog_account(container_of(work, struct watchdog, work));
}

static void watchdog_expired_ok(struct timer_list *timer)
{
	struct watchdog *dog = from_timer(dog, timer, timer);

	schedule_work(&dog->work);
}

void watchdog_init(struct watchdog *dog, bool defer)
{
	INIT_WORK(&dog->work, watchdog_work_ok);
	if (defer)
		timer_setup(&dog->timer, watchdog_expired_ok, 0);
	else
		timer_setup(&dog->timer, watchdog_expired_bad, 0);
}
