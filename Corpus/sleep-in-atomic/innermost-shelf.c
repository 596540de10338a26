// run: kernel-version=6.1
/*
 * A walk down to the innermost of some shelves keeps the last one that there was, while its parameter goes on to
 * the next: what is found is a shelf, although there was no next one. It is emptied with a spinlock held.
 */

#include <linux/delay.h>
#include <linux/spinlock.h>

struct shelf {
	struct shelf *above;
	struct shelf *inner;
};

static DEFINE_SPINLOCK(shelf_lock);

static struct shelf *next_inner(struct shelf *before, struct shelf *shelf)
{
	return before ? before->above : shelf->inner;
}

static struct shelf *innermost(struct shelf *shelf)
{
	struct shelf *last;

	do {
		last = shelf;
		shelf = next_inner(0, shelf);
	} while (shelf);
	return last;
}

void empty_innermost_bad(struct shelf *shelf)
{
	spin_lock(&shelf_lock);
	if (innermost(shelf))
		msleep(1); // expect: sleep-in-atomic confirmed
	spin_unlock(&shelf_lock);
}
