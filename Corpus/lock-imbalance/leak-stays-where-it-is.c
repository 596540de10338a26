// run: kernel-version=6.1
/*
 * A lock that one way out of a function keeps, and callers that sleep after it.
 *
 * The mistake is the function's alone: were every caller taken to hold the lock from there on, each sleep
 * after each call would be reported.
 */

#include <linux/delay.h>
#include <linux/spinlock.h>

struct ring {
	spinlock_t lock;
	unsigned int used;
	bool frozen;
};

static void ring_trim_bad(struct ring *ring)
{
	spin_lock(&ring->lock); // expect: lock-imbalance confirmed
	if (ring->used < 16) {
		spin_unlock(&ring->lock);
		return;
	}
	if (ring->frozen)
		return;
	ring->used--;
	spin_unlock(&ring->lock);
}

void ring_shrink_ok(struct ring *ring)
{
	ring_trim_bad(ring);
	msleep(10);
	ring_trim_bad(ring);
	msleep(20);
}
