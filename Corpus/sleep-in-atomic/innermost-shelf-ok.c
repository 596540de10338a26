// run: kernel-version=6.1
/*
 * A walk to the end of some shelves gives back what it ends with, and that is none: what would sleep with the
 * spinlock held is never done.
 */

#include <linux/delay.h>
#include <linux/spinlock.h>

struct shelf {
	struct shelf *inner;
	int items;
};

static DEFINE_SPINLOCK(shelf_lock);

static struct shelf *count_all(struct shelf *shelf, int *items)
{
	do {
		*items += shelf->items;
		shelf = shelf->inner;
	} while (shelf);
	return shelf;
}

void count_shelves_ok(struct shelf *shelf, int *items)
{
	spin_lock(&shelf_lock);
	if (count_all(shelf, items))
		msleep(1);
	spin_unlock(&shelf_lock);
}
