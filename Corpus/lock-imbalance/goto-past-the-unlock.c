// run: kernel-version=6.1
/*
 * The label that one of the jumps takes is below the unlock.
 */

#include <linux/slab.h>
#include <linux/spinlock.h>

struct queue {
	spinlock_t lock;
	void **slots;
	int used;
	int size;
};

int queue_push_bad(struct queue *queue, void *item)
{
	unsigned long flags;
	void *copy;
	int err = -ENOMEM;

	copy = kmalloc(64, GFP_KERNEL);
	if (!copy)
		goto out;
	spin_lock_irqsave(&queue->lock, flags); // expect: lock-imbalance confirmed
	if (queue->used == queue->size) {
		err = -ENOSPC;
		goto free;
	}
	queue->slots[queue->used++] = copy;
	spin_unlock_irqrestore(&queue->lock, flags);
	return 0;
free:
	kfree(copy);
out:
	return err;
}
