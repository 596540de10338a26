// run: kernel-version=6.1
/*
 * The work item asks for a lock that others hold while they ask for the one which is held over the wait. But
 * they first take a third lock, which the task that waits has too.
 */

#include <linux/mutex.h>
#include <linux/workqueue.h>

struct panel {
	struct mutex gate;
	struct mutex state_lock;
	struct mutex list_lock;
	struct work_struct sync;
	int state;
};

static void panel_sync(struct work_struct *work)
{
	struct panel *panel = container_of(work, struct panel, sync);

	mutex_lock(&panel->list_lock);
	panel->state++;
	mutex_unlock(&panel->list_lock);
}

void panel_start(struct panel *panel)
{
	mutex_init(&panel->gate);
	mutex_init(&panel->state_lock);
	mutex_init(&panel->list_lock);
	INIT_WORK(&panel->sync, panel_sync);
}

void panel_stop_ok(struct panel *panel)
{
	mutex_lock(&panel->gate);
	mutex_lock(&panel->state_lock);
	flush_work(&panel->sync); // expect: flush-under-lock refuted
	mutex_unlock(&panel->state_lock);
	mutex_unlock(&panel->gate);
}

void panel_set_ok(struct panel *panel, int state)
{
	mutex_lock(&panel->gate);
	mutex_lock(&panel->list_lock);
	mutex_lock(&panel->state_lock);
	panel->state = state;
	mutex_unlock(&panel->state_lock);
	mutex_unlock(&panel->list_lock);
	mutex_unlock(&panel->gate);
}
