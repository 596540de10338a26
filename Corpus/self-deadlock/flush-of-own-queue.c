// run: kernel-version=2.6
/*
 * The one work item of a queue comes by two methods to where the queue is flushed, which waits for the item itself.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(2, 6, 32)

#include <linux/slab.h>
#include <linux/workqueue.h>

struct host;
struct bus_ops {
	void (*remove)(struct host *);
	void (*detect)(struct host *);
};

struct host {
	struct delayed_work detect;
	const struct bus_ops *bus_ops;
	bool dead;
};

static struct workqueue_struct *workqueue;
static int schedule_detect(struct delayed_work *w, unsigned long d)
{
	return queue_delayed_work(workqueue, w, d);
}

static void flush_scheduled(void)
{
	flush_workqueue(workqueue); // expect: self-deadlock confirmed
}

static void card_remove_bad(struct host *host)
{
	flush_scheduled();
	host->dead = true;
}

static void sd_detect(struct host *host)
{
	if (!host->dead) card_remove_bad(host);
}

static const struct bus_ops sd_ops = { .remove = card_remove_bad, .detect = sd_detect };
static void rescan(struct work_struct *w)
{
	struct host *host = container_of(w, struct host, detect.work);
	if (host->bus_ops)
		host->bus_ops->detect(host);
	schedule_detect(&host->detect, 1);
}

void host_detect_change(struct host *host, unsigned long delay)
{
	schedule_detect(&host->detect, delay);
}

void host_alloc(struct host *host)
{
	INIT_DELAYED_WORK(&host->detect, rescan);
	host->bus_ops = &sd_ops;
}

void host_stop(struct host *host)
{
	flush_scheduled();
}

int core_init(void)
{
	workqueue = create_singlethread_workqueue("kmmcd");
	return 0;
}
