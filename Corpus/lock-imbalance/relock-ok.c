// run: kernel-version=6.1
/*
 * A helper for loops that keep the lock of a list from one object to the next: it changes locks only where the
 * next object is on another list, and takes the first lock where there is none yet. Its callers are elsewhere.
 */

#include <linux/spinlock.h>

struct list {
	spinlock_t lock;
	int length;
};

struct page {
	struct list *list;
	struct page *next;
};

static struct list *list_lock(struct page *page)
{
	struct list *list = page->list;

	spin_lock_irq(&list->lock);
	return list;
}

struct list *relock(struct page *page, struct list *locked)
{
	if (locked) {
		if (page->list == locked)
			return locked;
		spin_unlock_irq(&locked->lock);
	}
	return list_lock(page);
}
