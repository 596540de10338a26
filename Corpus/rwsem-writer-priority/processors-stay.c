// run: kernel-version=5.15
/*
 * A driver keeps processors from coming and going while it flushes its work, which does the same.
 *
 * Who plugs a processor takes that lock for writing: nothing of it is in the driver, but it may happen at any time.
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

int drv_set_channels_bad(struct drv *d, int n)
{
	cpus_read_lock();
	flush_work(&d->rebalance); // expect: rwsem-writer-priority confirmed
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
