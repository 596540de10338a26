// run: kernel-version=6.1
/*
 * The status of a channel, asked for with its lock held and interrupts off. One case of the switch returns by itself.
 * The function is there for others, which are not in this file; none here gives the lock back for a caller.
 */

#include <linux/spinlock.h>

struct channel {
	spinlock_t lock;
	int status;
};

int channel_status_bad(struct channel *channel, int cookie)
{
	unsigned long flags;

	spin_lock_irqsave(&channel->lock, flags); // expect: lock-imbalance confirmed
	switch (cookie) {
	case 0:
		return 0;
	case 1:
		channel->status = 1;
		break;
	default:
		channel->status = 2;
	}
	spin_unlock_irqrestore(&channel->lock, flags);
	return channel->status;
}
