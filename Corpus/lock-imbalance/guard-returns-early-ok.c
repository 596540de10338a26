// run: kernel-version=6.12
/*
 * A guard gives the lock back on every way out.
 */

#include <linux/cleanup.h>
#include <linux/mutex.h>
#include <linux/slab.h>

struct shelf {
	struct mutex lock;
	int books;
};

int shelf_take_ok(struct shelf *shelf)
{
	guard(mutex)(&shelf->lock);
	if (!shelf->books)
		return -EIO;
	shelf->books--;
	return 0;
}

int shelf_fill_ok(struct shelf *shelf, int books)
{
	int *list __free(kfree) = kmalloc(16, GFP_KERNEL);

	if (!list)
		return -ENOMEM;
	scoped_guard(mutex, &shelf->lock) {
		if (shelf->books + books > 100)
			return -ENOSPC;
		shelf->books += books;
	}
	return 0;
}
