// run: kernel-version=6.1
/*
 * A lock that only some devices need. Whether one does is asked before it is taken and before it is given
 * back, by a function with two ways to the answer.
 */

#include <linux/errno.h>
#include <linux/mutex.h>

struct panel_ops {
	int (*commit)(void *panel);
};

struct panel {
	struct mutex lock;
	const struct panel_ops *ops;
	unsigned int features;
	int mode;
};

static inline int panel_has(const struct panel *panel, unsigned int feature)
{
	return panel->features & feature;
}

static inline int panel_is_atomic(const struct panel *panel)
{
	return panel_has(panel, 1) || (panel->ops && panel->ops->commit != NULL);
}

int panel_suspend(struct panel *panel)
{
	int status = 0;

	if (!panel_is_atomic(panel))
		mutex_lock(&panel->lock);
	if (panel->mode < 0)
		status = -EINVAL;
	else
		panel->mode = 0;
	if (!panel_is_atomic(panel))
		mutex_unlock(&panel->lock);
	return status;
}
