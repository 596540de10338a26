// run: kernel-version=6.1
/*
 * One flag decides whether the lock is taken and whether the function may sleep.
 */

#include <linux/slab.h>
#include <linux/spinlock.h>

struct buffer {
	spinlock_t lock;
	bool shared;
	void *data;
};

int buffer_grow_ok(struct buffer *buffer)
{
	bool locked = buffer->shared;

	if (locked)
		spin_lock(&buffer->lock);
	buffer->data = kmalloc(64, locked ? GFP_ATOMIC : GFP_KERNEL);
	if (locked)
		spin_unlock(&buffer->lock);
	return buffer->data ? 0 : -ENOMEM;
}
