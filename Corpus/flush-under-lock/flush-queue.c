// run: kernel-version=6.1
/*
 * A host that flushes its queue under the lock which the items of the queue need, two calls down.
 */

#include <linux/mutex.h>
#include <linux/workqueue.h>

struct host {
	struct workqueue_struct *queue;
	struct work_struct scan;
	struct mutex scan_mutex;
	int devices;
};

static void host_add_device(struct host *host)
{
	mutex_lock(&host->scan_mutex);
	host->devices++;
	mutex_unlock(&host->scan_mutex);
}

static void host_scan(struct work_struct *work)
{
	host_add_device(container_of(work, struct host, scan));
}

int host_init(struct host *host)
{
	host->queue = alloc_workqueue("host", 0, 4);
	if (!host->queue)
		return -ENOMEM;
	INIT_WORK(&host->scan, host_scan);
	return 0;
}

void host_rescan(struct host *host)
{
	queue_work(host->queue, &host->scan);
}

void host_remove_bad(struct host *host)
{
	mutex_lock(&host->scan_mutex);
	host->devices = 0;
	flush_workqueue(host->queue); // expect: flush-under-lock confirmed
	mutex_unlock(&host->scan_mutex);
}
