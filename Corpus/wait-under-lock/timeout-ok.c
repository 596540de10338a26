// run: kernel-version=6.1
/*
 * The wait gives up after a while, and the lock is given back then.
 */

#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

struct modem {
	struct mutex lock;
	struct completion carrier;
	struct work_struct work;
	int speed;
};

static void modem_work(struct work_struct *work)
{
	struct modem *modem = container_of(work, struct modem, work);

	mutex_lock(&modem->lock);
	modem->speed = 9600;
	mutex_unlock(&modem->lock);
	complete(&modem->carrier);
}

void modem_init(struct modem *modem)
{
	INIT_WORK(&modem->work, modem_work);
}

int modem_dial_ok(struct modem *modem)
{
	unsigned long left;

	mutex_lock(&modem->lock);
	left = wait_for_completion_timeout(&modem->carrier, 100);
	mutex_unlock(&modem->lock);
	return left ? 0 : -ETIMEDOUT;
}
