// run: kernel-version=6.1
/*
 * Two orders of rwlocks, of which nobody ever asks for the second while somebody writes: all that are
 * held over each other are held for reading.
 */

#include <linux/spinlock.h>

static DEFINE_RWLOCK(routes);
static DEFINE_RWLOCK(neighbours);
static int generation;

int route_lookup_ok(void)
{
	int value;

	read_lock(&routes);
	read_lock(&neighbours);
	value = generation;
	read_unlock(&neighbours);
	read_unlock(&routes);
	return value;
}

int neighbour_lookup_ok(void)
{
	int value;

	read_lock(&neighbours);
	read_lock(&routes);
	value = generation;
	read_unlock(&routes);
	read_unlock(&neighbours);
	return value;
}
