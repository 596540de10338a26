// run: kernel-version=6.1
/*
 * A sleep for those who own the host: it gives the host's mutex up and takes it back. The work item also
 * sleeps so, but never owns the host, so whoever does may wait for it.
 */

#include <linux/delay.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

struct task;

struct host {
	struct mutex mutex;
	struct task *owner;
	struct work_struct poll;
	int status;
};

struct task *this_task(void);

static void host_own(struct host *host)
{
	mutex_lock(&host->mutex);
	host->owner = this_task();
}

static void host_disown(struct host *host)
{
	host->owner = NULL;
	mutex_unlock(&host->mutex);
}

static void host_sleep(struct host *host, unsigned int time)
{
	_Bool owns = host->owner == this_task();

	if (owns)
		host_disown(host);
	msleep(time);
	if (owns)
		host_own(host);
}

static void host_poll(struct work_struct *work)
{
	struct host *host = container_of(work, struct host, poll);

	while (!host->status)
		host_sleep(host, 10);
}

void host_start(struct host *host)
{
	INIT_WORK(&host->poll, host_poll);
	queue_work(system_wq, &host->poll);
}

void host_reset_ok(struct host *host)
{
	host_own(host);
	cancel_work_sync(&host->poll);
	host_sleep(host, 100);
	host_disown(host);
}
