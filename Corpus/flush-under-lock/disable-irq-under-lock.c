// run: kernel-version=4.19
/*
 * Switching an interrupt off waits until its handler's thread is over, and says which by its number. One
 * does so under the mutex that the thread takes; to switch it off without waiting is no harm.
 */

#include <linux/interrupt.h>
#include <linux/mutex.h>

struct touchpad {
	struct mutex input_lock;
	unsigned int irq;
	int is_open;
};

static irqreturn_t touchpad_thread(int irq, void *data)
{
	struct touchpad *pad = data;

	mutex_lock(&pad->input_lock);
	pad->is_open++;
	mutex_unlock(&pad->input_lock);
	return IRQ_HANDLED;
}

int touchpad_probe(struct touchpad *pad)
{
	mutex_init(&pad->input_lock);
	return request_threaded_irq(pad->irq, NULL, touchpad_thread, IRQF_ONESHOT, "touchpad", pad);
}

static void touchpad_power_off(struct touchpad *pad)
{
	disable_irq(pad->irq);
	pad->is_open = 0;
}

void touchpad_suspend_bad(struct touchpad *pad)
{
	mutex_lock(&pad->input_lock);
	touchpad_power_off(pad); // expect: flush-under-lock confirmed
	mutex_unlock(&pad->input_lock);
}

void touchpad_suspend_ok(struct touchpad *pad)
{
	mutex_lock(&pad->input_lock);
	disable_irq_nosync(pad->irq);
	pad->is_open = 0;
	mutex_unlock(&pad->input_lock);
}
