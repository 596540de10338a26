// run: kernel-version=5.15
/*
 * The driver flushes its work before it keeps processors from coming and going.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(5, 15, 0)

#include <linux/cpu.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct drv {
	struct work_struct rebalance;
	int nvec;
};

static void drv_rebalance(struct work_struct *w)
{
	struct drv *d = container_of(w, struct drv, rebalance);
	cpus_read_lock();
	d->nvec++;
	cpus_read_unlock();
}

int drv_set_channels_ok(struct drv *d, int n)
{
	flush_work(&d->rebalance);
	cpus_read_lock();
	d->nvec = n;
	cpus_read_unlock();
	return 0;
}

void drv_kick(struct drv *d)
{
	schedule_work(&d->rebalance);
}

void drv_init(struct drv *d)
{
	INIT_WORK(&d->rebalance, drv_rebalance);
}
