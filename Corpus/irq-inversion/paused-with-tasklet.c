// run: kernel-version=6.1
/*
 * The ring's lock is taken by a tasklet. Whoever pauses the device gives back what is
 * left in the ring, while the tasklet may run.
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
	spin_lock(&ring->lock); // expect: irq-inversion confirmed
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

void ring_pause_bad(struct ring *ring)
{
	ring_take_back(ring);
}
