// run: kernel-version=6.1
/*
 * A transmit path whose error label takes the lock that one of the ways to it still has.
 */

#include <linux/spinlock.h>

struct ring {
	spinlock_t lock;
	int head;
	int tail;
	int errors;
};

static int ring_room(struct ring *ring)
{
	return ring->head - ring->tail;
}

int ring_send_bad(struct ring *ring, int length)
{
	unsigned long flags;

	if (length <= 0)
		goto count;
	spin_lock_irqsave(&ring->lock, flags);
	if (ring_room(ring) < length)
		goto count;
	ring->head += length;
	spin_unlock_irqrestore(&ring->lock, flags);
	return 0;
count:
	spin_lock_irqsave(&ring->lock, flags); // expect: self-deadlock confirmed
	ring->errors++;
	spin_unlock_irqrestore(&ring->lock, flags);
	return -ENOSPC;
}
