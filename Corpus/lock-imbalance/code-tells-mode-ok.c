// run: kernel-version=6.1
/*
 * An event with a high code is handled with the lock taken for writing, others with it taken for
 * reading; those of the cases that give it up for a while have low codes.
 */

#include <linux/spinlock.h>

enum { CODE_DONE = 2, CODE_END = 3, CODE_OUT_OF_BAND = 5, CODE_OTHER = 6 };

struct channel {
	rwlock_t lock;
	int left;
	int events;
};

void channel_tell(struct channel *c);

void channel_event(struct channel *c, unsigned int code)
{
	unsigned long flags = 0;

	if (code >= CODE_OUT_OF_BAND)
		write_lock_irqsave(&c->lock, flags);
	else
		read_lock_bh(&c->lock);
	switch (code) {
	case CODE_DONE:
	case CODE_END:
		read_unlock_bh(&c->lock);
		channel_tell(c);
		read_lock_bh(&c->lock);
		break;
	case CODE_OTHER:
		c->events++;
		break;
	}
	if (code >= CODE_OUT_OF_BAND)
		write_unlock_irqrestore(&c->lock, flags);
	else
		read_unlock_bh(&c->lock);
}
