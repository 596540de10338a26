// run: kernel-version=6.1
/*
 * A touch screen whose interrupt thread reads reports, one by one.
 *
 * Task 1, a change of mode, holds the device's mutex and waits for the report that confirms it.
 * Task 2, the interrupt's thread, comes to a report of a touch first, and wants the mutex to read
 * the mode. The confirmation is the next report, and the thread is the only one that reads it.
 */

#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/mutex.h>

#define REPORT_TOUCH 1
#define REPORT_MODE 2

struct touch {
	struct mutex lock;
	struct completion mode_changed;
	int mode;
	int touches;
};

int hw_read_report(struct touch *touch);
int hw_set_mode(struct touch *touch, int mode);

static void touch_report(struct touch *touch)
{
	mutex_lock(&touch->lock);
	if (touch->mode)
		touch->touches++;
	mutex_unlock(&touch->lock);
}

static irqreturn_t touch_thread(int irq, void *data)
{
	struct touch *touch = data;
	int report;

	while ((report = hw_read_report(touch)) > 0) {
		switch (report) {
		case REPORT_TOUCH:
			touch_report(touch);
			break;
		case REPORT_MODE:
			complete(&touch->mode_changed);
			break;
		}
	}
	return IRQ_HANDLED;
}

int touch_set_mode_bad(struct touch *touch, int mode)
{
	int err;

	mutex_lock(&touch->lock);
	reinit_completion(&touch->mode_changed);
	err = hw_set_mode(touch, mode);
	if (!err) {
		wait_for_completion(&touch->mode_changed); // expect: serialized-completion confirmed
		touch->mode = mode;
	}
	mutex_unlock(&touch->lock);
	return err;
}

int touch_init(struct touch *touch, unsigned int irq)
{
	mutex_init(&touch->lock);
	init_completion(&touch->mode_changed);
	return request_threaded_irq(irq, NULL, touch_thread, IRQF_ONESHOT, "touch", touch);
}
