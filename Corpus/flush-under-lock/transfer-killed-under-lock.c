// run: kernel-version=6.1
/*
 * A transfer is killed under the spinlock that its completion takes. It may not sleep there either.
 */

#include <linux/spinlock.h>
#include <linux/usb.h>

struct gauge {
	spinlock_t lock;
	struct usb_device *dev;
	struct urb *in;
	int value;
};

static void gauge_complete(struct urb *urb)
{
	struct gauge *gauge = urb->context;

	spin_lock(&gauge->lock);
	gauge->value++;
	spin_unlock(&gauge->lock);
}

int gauge_start(struct gauge *gauge, void *buffer)
{
	usb_fill_bulk_urb(gauge->in, gauge->dev, 1, buffer, 8, gauge_complete, gauge);
	return usb_submit_urb(gauge->in, GFP_KERNEL);
}

void gauge_stop_bad(struct gauge *gauge)
{
	spin_lock_irq(&gauge->lock);
	gauge->value = 0;
	usb_kill_urb(gauge->in); // expect: flush-under-lock confirmed // expect: sleep-in-atomic confirmed
	spin_unlock_irq(&gauge->lock);
}

void gauge_stop_ok(struct gauge *gauge)
{
	usb_kill_urb(gauge->in);
	spin_lock_irq(&gauge->lock);
	gauge->value = 0;
	spin_unlock_irq(&gauge->lock);
}
