// run: kernel-version=6.1
/*
 * The second order backs off: it only tries for the first lock, and gives up its own when that fails.
 */

#include <linux/delay.h>
#include <linux/mutex.h>

struct pair {
	struct mutex outer;
	struct mutex inner;
	int value;
};

void pair_store_ok(struct pair *pair, int value)
{
	mutex_lock(&pair->outer);
	mutex_lock(&pair->inner);
	pair->value = value;
	mutex_unlock(&pair->inner);
	mutex_unlock(&pair->outer);
}

void pair_flush_ok(struct pair *pair)
{
again:
	mutex_lock(&pair->inner);
	if (!mutex_trylock(&pair->outer)) {
		mutex_unlock(&pair->inner);
		msleep(1);
		goto again;
	}
	pair->value = 0;
	mutex_unlock(&pair->outer);
	mutex_unlock(&pair->inner);
}
