#ifndef CORPUS_LINUX_USB_H
#define CORPUS_LINUX_USB_H

#include <linux/types.h>
#include <linux/gfp.h>

struct usb_device;
struct urb;

typedef void (*usb_complete_t)(struct urb *urb);

struct urb {
	void *context;
	usb_complete_t complete;
	int status;
};

void usb_fill_bulk_urb(struct urb *urb, struct usb_device *dev, unsigned int pipe, void *buffer,
		       int length, usb_complete_t complete, void *context);
int usb_submit_urb(struct urb *urb, gfp_t mem_flags);
void usb_kill_urb(struct urb *urb);

#endif
