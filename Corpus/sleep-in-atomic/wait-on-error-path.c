// run: kernel-version=6.1
/*
 * A driver that waits for its firmware on the way out, which one of the jumps takes with the lock held.
 */

#include <linux/completion.h>
#include <linux/spinlock.h>

struct modem {
	spinlock_t lock;
	struct completion idle;
	int state;
	int error;
};

int modem_stop_bad(struct modem *modem)
{
	unsigned long flags;
	int err = 0;

	spin_lock_irqsave(&modem->lock, flags);
	if (modem->state == 2) {
		err = -EBUSY;
		goto wait;
	}
	modem->state = 0;
	spin_unlock_irqrestore(&modem->lock, flags);
	return 0;
wait:
	modem->error = err;
	wait_for_completion(&modem->idle); // expect: sleep-in-atomic confirmed
	spin_unlock_irqrestore(&modem->lock, flags);
	return err;
}

int modem_stop_ok(struct modem *modem)
{
	unsigned long flags;

	spin_lock_irqsave(&modem->lock, flags);
	if (modem->state == 2) {
		spin_unlock_irqrestore(&modem->lock, flags);
		wait_for_completion(&modem->idle);
		return -EBUSY;
	}
	modem->state = 0;
	spin_unlock_irqrestore(&modem->lock, flags);
	return 0;
}

void modem_idle(struct modem *modem)
{
	complete(&modem->idle);
}
