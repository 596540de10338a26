// run: kernel-version=6.1
/*
 * A delayed work item that is set up where it is defined. It takes the mutex under which somebody waits
 * until it is over; who gives the mutex up first waits for nothing.
 */

#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

static DEFINE_MUTEX(probe_mutex);
static LIST_HEAD(probes_to_patch);
static int patched;

static void patch_probes(struct work_struct *work);
static DECLARE_DELAYED_WORK(patch_work, patch_probes);

static void patch_probes(struct work_struct *work)
{
	mutex_lock(&probe_mutex);
	patched++;
	if (!list_empty(&probes_to_patch))
		schedule_delayed_work(&patch_work, 5);
	mutex_unlock(&probe_mutex);
}

void probes_settle_bad(void)
{
	mutex_lock(&probe_mutex);
	while (!list_empty(&probes_to_patch))
		flush_delayed_work(&patch_work); // expect: flush-under-lock confirmed
	mutex_unlock(&probe_mutex);
}

void probes_settle_ok(void)
{
	mutex_lock(&probe_mutex);
	while (!list_empty(&probes_to_patch)) {
		mutex_unlock(&probe_mutex);
		flush_delayed_work(&patch_work);
		mutex_lock(&probe_mutex);
	}
	mutex_unlock(&probe_mutex);
}
