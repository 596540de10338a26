// run: kernel-version=6.1
/*
 * A driver leaves a chain under the mutex that its function on the chain takes: the chain's semaphore is held
 * while the function runs. Another chain has nothing to do with that.
 */

#include <linux/mutex.h>
#include <linux/notifier.h>

static struct blocking_notifier_head power_chain;
static struct blocking_notifier_head lid_chain;

struct panel {
	struct mutex lock;
	struct notifier_block power;
	struct notifier_block lid;
	int level;
};

static int panel_power(struct notifier_block *nb, unsigned long action, void *data)
{
	struct panel *panel = container_of(nb, struct panel, power);

	mutex_lock(&panel->lock); // expect: lock-order confirmed
	panel->level = action;
	mutex_unlock(&panel->lock);
	return NOTIFY_OK;
}

static int panel_lid(struct notifier_block *nb, unsigned long action, void *data)
{
	return NOTIFY_OK;
}

void panel_attach(struct panel *panel)
{
	panel->power.notifier_call = panel_power;
	panel->lid.notifier_call = panel_lid;
	blocking_notifier_chain_register(&power_chain, &panel->power);
	blocking_notifier_chain_register(&lid_chain, &panel->lid);
}

void panel_detach_bad(struct panel *panel)
{
	mutex_lock(&panel->lock);
	panel->level = 0;
	blocking_notifier_chain_unregister(&power_chain, &panel->power);
	mutex_unlock(&panel->lock);
}

void panel_detach_ok(struct panel *panel)
{
	mutex_lock(&panel->lock);
	blocking_notifier_chain_unregister(&lid_chain, &panel->lid);
	mutex_unlock(&panel->lock);
	blocking_notifier_chain_unregister(&power_chain, &panel->power);
}

int panel_tell(unsigned long action)
{
	return blocking_notifier_call_chain(&power_chain, action, NULL);
}
