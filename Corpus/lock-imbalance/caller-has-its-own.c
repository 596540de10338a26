// run: kernel-version=6.1
/*
 * A helper comes back with its lock for a value that is too large. Its caller gives a lock back after it, which is
 * that of another structure, so nobody gives the helper's back.
 */

#include <linux/errno.h>
#include <linux/spinlock.h>

struct ring {
	spinlock_t lock;
	unsigned int head, size;
	int values[64];
};

struct port {
	spinlock_t lock;
	struct ring ring;
	unsigned int seen;
};

int ring_put_bad(struct ring *ring, int value)
{
	spin_lock(&ring->lock); // expect: lock-imbalance confirmed
	if (value > 255)
		return -ENOSPC;
	ring->values[ring->head++ % ring->size] = value;
	spin_unlock(&ring->lock);
	return 0;
}

int ring_get(struct ring *ring)
{
	int value;

	spin_lock(&ring->lock);
	value = ring->values[--ring->head % ring->size];
	spin_unlock(&ring->lock);
	return value;
}

int port_report(struct port *port, int value)
{
	int ret;

	spin_lock(&port->lock);
	port->seen++;
	ret = ring_put_bad(&port->ring, value);
	spin_unlock(&port->lock);
	return ret;
}
