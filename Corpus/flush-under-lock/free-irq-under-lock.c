// run: kernel-version=6.1
/*
 * A device that frees its interrupt, which waits for the handler's thread, under the mutex that the
 * thread takes.
 */

#include <linux/interrupt.h>
#include <linux/mutex.h>

struct panel {
	struct mutex lock;
	unsigned int irq;
	int touches;
};

static irqreturn_t panel_quick(int irq, void *data)
{
	return IRQ_WAKE_THREAD;
}

static irqreturn_t panel_thread(int irq, void *data)
{
	struct panel *panel = data;

	mutex_lock(&panel->lock);
	panel->touches++;
	mutex_unlock(&panel->lock);
	return IRQ_HANDLED;
}

int panel_open(struct panel *panel)
{
	return request_threaded_irq(panel->irq, panel_quick, panel_thread, IRQF_ONESHOT, "panel",
				    panel);
}

void panel_close_bad(struct panel *panel)
{
	mutex_lock(&panel->lock);
	free_irq(panel->irq, panel); // expect: flush-under-lock confirmed
	mutex_unlock(&panel->lock);
}
