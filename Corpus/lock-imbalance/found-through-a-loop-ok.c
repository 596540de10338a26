// run: kernel-version=6.1
/*
 * An exchange is handed out locked, by the first of several managers that has one; who asked for it
 * gives the lock back.
 */

#include <linux/list.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct exchange {
	spinlock_t lock;
	int number;
};

struct manager {
	struct list_head list;
	int next;
};

static LIST_HEAD(managers);

static struct exchange *exchange_alloc_from(struct manager *m)
{
	struct exchange *x = kmalloc(sizeof(*x), GFP_ATOMIC);

	if (!x)
		return NULL;
	spin_lock_init(&x->lock);
	spin_lock_bh(&x->lock);
	x->number = m->next++;
	return x;
}

static struct exchange *exchange_alloc(void)
{
	struct manager *m;
	struct exchange *x;

	list_for_each_entry(m, &managers, list) {
		x = exchange_alloc_from(m);
		if (x)
			return x;
	}
	return NULL;
}

int exchange_send(int number)
{
	struct exchange *x = exchange_alloc();

	if (!x)
		return -12;
	x->number = number;
	spin_unlock_bh(&x->lock);
	return 0;
}

void exchange_reset(struct exchange *x)
{
	spin_lock_bh(&x->lock);
	x->number = 0;
	spin_unlock_bh(&x->lock);
}
