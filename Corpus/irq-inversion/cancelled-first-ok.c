// run: kernel-version=6.1
/*
 * The ring's lock is taken by a tasklet. When the device goes, its interrupt is freed and the tasklet killed, so what is
 * left in the ring is given back with the plain lock.
 */

#include <linux/interrupt.h>
#include <linux/spinlock.h>

struct ring {
	spinlock_t lock;
	struct tasklet_struct task;
	unsigned int irq, used;
};

static void ring_take_back(struct ring *ring)
{
	spin_lock(&ring->lock);
	ring->used = 0;
	spin_unlock(&ring->lock);
}

static void ring_task(struct tasklet_struct *task)
{
	struct ring *ring = from_tasklet(ring, task, task);

	ring_take_back(ring);
}

static irqreturn_t ring_interrupt(int irq, void *data)
{
	struct ring *ring = data;

	tasklet_schedule(&ring->task);
	return IRQ_HANDLED;
}

int ring_probe(struct ring *ring)
{
	spin_lock_init(&ring->lock);
	tasklet_setup(&ring->task, ring_task);
	return request_irq(ring->irq, ring_interrupt, 0, "ring", ring);
}

void ring_remove_ok(struct ring *ring)
{
	free_irq(ring->irq, ring);
	tasklet_kill(&ring->task);
	ring_take_back(ring);
}
